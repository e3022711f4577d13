-- Sends prepared bodies in turn. BENCH_BODIES: a file with one body a line; BENCH_TOKEN: an access token or nothing.
local bodies = {}
for line in io.lines(os.getenv("BENCH_BODIES")) do bodies[#bodies + 1] = line end
local path = os.getenv("BENCH_PATH")
local token = os.getenv("BENCH_TOKEN")
local headers = { ["content-type"] = "application/json", ["accept"] = "application/json" }
if token and token ~= "" then headers["authorization"] = "Bearer " .. token end
local at = tonumber(os.getenv("BENCH_START") or "0")

local prepared = {}
function init()
  for i, body in ipairs(bodies) do prepared[i] = wrk.format("POST", path, headers, body) end
end

function request()
  at = at % #prepared + 1
  return prepared[at]
end

function done(summary, latency)
  io.write(string.format(
    '\nBENCH {"requests":%d,"micros":%d,"p50":%d,"p99":%d,"errors":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout))
end
