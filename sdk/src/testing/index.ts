export { createFakeRegistry } from './fake-registry.js';
export type { FakeRegistry, FakeRegistryOptions } from './fake-registry.js';
export type { FakeFaultCode } from './fake-fault.js';
