import { renderToString } from "react-dom/server";

const price = (amount) => `${amount.toFixed(2)} €`;

function Item({ name, count, each }) {
  return (
    <tr className={count === 0 ? "sold-out" : undefined}>
      <td>{name}</td>
      <td>{count}</td>
      <td>{price(each)}</td>
    </tr>
  );
}

function Page({ title, items }) {
  return (
    <main>
      <h1>{title}</h1>
      <table>
        <tbody>
          {items.map((item) => (
            <Item key={item.name} {...item} />
          ))}
        </tbody>
      </table>
      <p>{price(items.reduce((sum, { count, each }) => sum + count * each, 0))}</p>
    </main>
  );
}

/** The page of a stock as HTML. */
export const render = (stock) => renderToString(<Page {...stock} />);
