/** What names a message to its endpoint: one revision of one event, however many tries it takes. */
export function webhookId(deliveryId: string): string {
  return `msg_${deliveryId}`;
}
