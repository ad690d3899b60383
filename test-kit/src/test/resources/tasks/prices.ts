export interface Order {
  item: string;
  count: number;
  price: number;
}

export function total(orders: Order[]): number {
  return orders.reduce((sum, { count, price }) => sum + count * price, 0);
}

export async function label(order: Order): Promise<{ text: string; cheap: boolean }> {
  return { text: `${order.count} × ${order.item}`, cheap: order.price < 10 };
}
