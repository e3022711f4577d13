import '@graphiql/react/font/fira-code.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './page.css';
import './examples-panel.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app.js';
import { monacoEnvironment } from './monaco-workers.js';

Object.assign(globalThis, { MonacoEnvironment: monacoEnvironment });

const place = document.getElementById('explorer');
if (place === null) throw new Error('no place for the explorer');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
