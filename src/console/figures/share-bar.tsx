import css from './figures.module.css'

type Part = { name: string; count: number; tone: string }

/** Parts of a whole in one line, each with its name below: the table says the numbers. */
export function ShareBar({ parts }: { parts: Part[] }) {
  const shown = parts.filter(({ count }) => count > 0)
  return (
    <div>
      <div className={css.bar} aria-hidden>
        {shown.map(({ name, count, tone }) => (
          <span key={name} style={{ flexGrow: count, background: `var(--${tone})` }} />
        ))}
      </div>
      <ul className={css.legend}>
        {shown.map(({ name, count, tone }) => (
          <li key={name}>
            <span style={{ background: `var(--${tone})` }} aria-hidden />
            {name} <span className="num">{count}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
