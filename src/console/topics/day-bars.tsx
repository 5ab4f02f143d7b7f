import css from './topics.module.css'

const WIDTH = 240
const HEIGHT = 36

/**
 * A number a day as bars, the burst in another colour and marked below. The table beside it says the same in digits,
 * so that the picture itself is hidden from readers.
 */
export function DayBars({
  days,
  spike,
}: {
  days: readonly number[]
  spike: { from: number; to: number } | null
}) {
  const most = Math.max(1, ...days)
  const step = WIDTH / days.length
  const isIn = (day: number) => spike !== null && day >= spike.from && day <= spike.to
  return (
    <svg
      className={css.bars}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {days.map((count, day) => {
        const height = count === 0 ? 1 : Math.max(4, (count / most) * HEIGHT)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day has no other name
            key={day}
            x={day * step + step * 0.1}
            y={HEIGHT - height}
            width={step * 0.8}
            height={height}
            data-state={count === 0 ? 'none' : isIn(day) ? 'spike' : 'some'}
          />
        )
      })}
      {spike && (
        <rect
          x={spike.from * step}
          y={HEIGHT + 2}
          width={(spike.to - spike.from + 1) * step}
          height={2}
          data-state="spike"
        />
      )}
    </svg>
  )
}
