// What a merchant's server receives is what the official libraries take for genuine, and nothing else is.
import { Api } from '../fixtures/api.ts';
import { Receiver } from '../fixtures/receiver.ts';
import { expect, test } from '../fixtures/test.ts';
import { verifiers } from '../fixtures/verifiers.ts';

const OTHER_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

for (const [language, verify] of Object.entries(verifiers)) {
  test(`the library for ${language} verifies a webhook, and refuses a forged one`, async ({ ownServer }) => {
    const api = new Api(ownServer.facts);
    const receiver = await Receiver.open();
    const { secret } = await api.createEndpoint(receiver.url, ['payment_link.created']);
    const link = await api.createLink();
    await expect.poll(() => receiver.received.length, 'the webhook came').toBe(1);
    const received = receiver.received[0]!;

    const event = verify(secret, received);
    expect(event).toMatchObject({ type: 'payment_link.created', data: { id: link.id } });
    expect(received.headers['webhook-id']).toBe(event.id);

    const forged = { ...received, body: received.body.replace('150.00', '999.00') };
    expect(forged.body).not.toBe(received.body);
    expect(() => verify(secret, forged)).toThrow(/signature/i);
    expect(() => verify(OTHER_SECRET, received)).toThrow(/signature/i);
    const replayed = { ...received, headers: { ...received.headers, 'webhook-id': `${event.id}x` } };
    expect(() => verify(secret, replayed)).toThrow(/signature/i);
    await receiver.close();
  });

  test(`the library for ${language} knows both secrets while one takes the place of the other`, async ({ ownServer }) => {
    const api = new Api(ownServer.facts);
    const receiver = await Receiver.open();
    const { id, secret: old } = await api.createEndpoint(receiver.url, ['payment_link.created']);
    const { secret: fresh } = await api.rotateSecret(id);
    expect(fresh).not.toBe(old);
    const link = await api.createLink();
    await expect.poll(() => receiver.received.length, 'the webhook came').toBe(1);
    for (const secret of [old, fresh]) {
      expect(verify(secret, receiver.received[0]!)).toMatchObject({ data: { id: link.id } });
    }
    await receiver.close();
  });
}
