import { useTranslation } from 'react-i18next'
import css from './stars.module.css'

const MOST = 5

/** A review's stars, said in words to those who do not see them. */
export function Stars({ rating }: { rating: number }) {
  const { t } = useTranslation()
  return (
    <span
      className={css.stars}
      data-low={rating < 4}
      role="img"
      aria-label={t('review.stars', { count: rating })}
    >
      {'★'.repeat(rating)}
      <span aria-hidden>{'☆'.repeat(Math.max(0, MOST - rating))}</span>
    </span>
  )
}
