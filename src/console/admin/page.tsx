import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import css from './admin.module.css'

/** The frame of an administrator's page. */
export function Page({
  title,
  lead,
  action,
  children,
}: {
  title: string
  lead: string
  action?: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
  return (
    <div className={css.page}>
      <header className={css.pageHead}>
        <div>
          <h1>{title}</h1>
          <p>{lead}</p>
        </div>
        {action}
      </header>
      {children}
    </div>
  )
}
