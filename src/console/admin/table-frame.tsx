import type { ReactNode } from 'react'
import css from './admin.module.css'

/** A table that scrolls sideways on a narrow screen, also by keyboard. `heads`: what stands above the columns. */
export function TableFrame({
  label,
  heads,
  children,
}: {
  label: string
  heads: string[]
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className={css.tableFrame} aria-label={label} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
