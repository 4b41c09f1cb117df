// Creates a payment link and prints its address. Sent again with the same Idempotency-Key, it is still one link.
const { REMIT_URL, REMIT_API_KEY } = process.env;

const response = await fetch(`${REMIT_URL}/api/v1/payment_links`, {
  method: 'POST',
  headers: {
    Authorization: `Bearer ${REMIT_API_KEY}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': 'order-1042-node',
  },
  body: JSON.stringify({
    title: 'Ceramics workshop, 12 June',
    payment_details: { amount: '150.00', currency: 'AED', reference: 'INV-1042' },
  }),
});
const answer = await response.json();
if (!response.ok) throw new Error(`${answer.code}: ${answer.detail}`);

console.log(answer.url);
