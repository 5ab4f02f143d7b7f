import { Anchor } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import css from '../admin/admin.module.css'
import own from './figures.module.css'

/** A figure with what it means, its chart, its table and its file. */
export function FigureCard({
  title,
  definition,
  file,
  children,
  table,
}: {
  title: string
  definition: ReactNode
  /** Address of the CSV file. */
  file: string
  children?: ReactNode
  table: ReactNode
}) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <section className={css.card} aria-labelledby={id}>
      <div className={css.cardHead}>
        <h2 id={id}>{title}</h2>
        <Anchor className={`${css.cardEnd} ${own.file}`} href={file} download>
          <IconDownload size={15} aria-hidden />
          {t('figures.csv')}
          <span className="sr-only">: {title}</span>
        </Anchor>
      </div>
      <div className={own.definition}>{definition}</div>
      {children}
      {children ? (
        <details className={own.details}>
          <summary>
            {t('figures.table')}
            <span className="sr-only">: {title}</span>
          </summary>
          {table}
        </details>
      ) : (
        table
      )}
    </section>
  )
}

type Column<Row> = { name: string; hint?: string; cell: (row: Row) => string }

/** Numbers under their names; the first column says of what. */
export function FigureTable<Row>({
  label,
  first,
  columns,
  rows,
  rowKey,
}: {
  label: string
  first: Column<Row>
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
}) {
  const { t } = useTranslation()
  if (rows.length === 0) return <p className={css.empty}>{t('figures.nothing')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css.tableFrame} aria-label={label} tabIndex={0}>
      <table className={`${css.table} ${own.table}`}>
        <thead>
          <tr>
            {[first, ...columns].map(({ name, hint }) => (
              <th key={name} scope="col" title={hint}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              <th scope="row">{first.cell(row)}</th>
              {columns.map(({ name, cell }) => (
                <td key={name} className="num">
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
