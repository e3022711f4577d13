// decision.mjs make: asks as the sandbox bank and prints id and outcome. decision.mjs replay "ID OUTCOME": asks for it again.
const { DINSOS_URL: url } = process.env;
const [command, made] = process.argv.slice(2);

async function post(path, body, headers = {}) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok || answer.errors !== undefined) throw new Error(JSON.stringify(answer));
  return answer;
}

const { access_token: token } = await post('/sandbox/token', { persona: 'bank' });
const ask = async (query, variables) =>
  (await post('/graphql', { query, variables }, { authorization: `Bearer ${token}` })).data;

if (command === 'make') {
  const input = { nik: '3273051102909901', program: 'BPNT', purpose: 'PAYEE_VERIFICATION' };
  const { checkEligibility } = await ask(
    'query Make($input: CheckEligibilityInput!) { checkEligibility(input: $input) { id outcome } }',
    { input },
  );
  process.stdout.write(`${checkEligibility.id} ${checkEligibility.outcome}\n`);
} else {
  const [id, outcome] = made.split(' ');
  if (!id || !outcome) throw new Error('No decision was made.');
  const { eligibilityDecision } = await ask(
    'query Replay($id: ID!) { eligibilityDecision(id: $id) { outcome } }',
    { id },
  );
  if (eligibilityDecision?.outcome !== outcome) throw new Error('The decision is not what it was.');
  process.stdout.write(`${outcome}, as before\n`);
}
