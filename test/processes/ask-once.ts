// A process that sends one request through the transport and prints the answer's body: `ask-once.ts URL`.
import { createTransport } from '../../src/stores/transport/transport.ts';
import { namedVault } from '../fakes/failure-reasons.ts';
import { never } from '../fakes/never.ts';

const [, , url = ''] = process.argv;
const transport = createTransport({
  backend: namedVault,
  network: { extraCertificates: [] },
  connectTimeout: 2000,
  readTimeout: 2000,
});
const answer = await transport.send({ method: 'GET', url: new URL(url), headers: {} }, never);
process.stdout.write(answer.body);
transport.close();
