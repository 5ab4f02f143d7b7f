import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import css from './figures.module.css'

/** `tone`: a colour of the console's own, by its name in tokens.css. */
export type Series = {
  label: string
  values: (number | null)[]
  kind: 'bars' | 'line' | 'dashed'
  tone: string
}

const HEIGHT = 210

/** A chart of values at places that follow each other, days or hours. Its table says the same to those who cannot see it. */
export function Chart({
  label,
  placeName,
  places,
  series,
  format,
  steps,
}: {
  label: string
  /** What a place is: a day, an hour. */
  placeName: string
  /** What stands below each place; two lines where the text has two. */
  places: string[]
  series: Series[]
  format: (value: number) => string
  /** Between two lines of the grid; round by ten where none is named. */
  steps?: number[]
}) {
  const frame = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes what the colours of the tokens are
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const data: uPlot.AlignedData = [places.map((_, index) => index), ...series.map(({ values }) => values)]
    const plot = new uPlot(optionsOf(element, { placeName, places, series, format, steps }), data, element)
    const resize = new ResizeObserver(() => {
      if (element.clientWidth > 0) plot.setSize({ width: element.clientWidth, height: HEIGHT })
    })
    resize.observe(element)
    return () => {
      resize.disconnect()
      plot.destroy()
    }
  }, [placeName, places, series, format, steps, scheme])
  return <div ref={frame} className={css.chart} role="img" aria-label={label} />
}

type Drawn = {
  placeName: string
  places: string[]
  series: Series[]
  format: (value: number) => string
  steps: number[] | undefined
}

function optionsOf(element: HTMLElement, { placeName, places, series, format, steps }: Drawn): uPlot.Options {
  const style = getComputedStyle(element)
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const font = `12px ${style.fontFamily}`
  const axis = { stroke: color('ink-3'), font, ticks: { show: false } }
  const isTwoLines = places.some((place) => place.includes('\n'))
  return {
    width: Math.max(element.clientWidth, 200),
    height: HEIGHT,
    padding: [12, 24, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: false, range: [-0.6, places.length - 0.4] },
      y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.08 : 1] },
    },
    axes: [
      {
        ...axis,
        size: isTwoLines ? 44 : 30,
        grid: { show: false },
        splits: (plot) => ticksOf(places.length, Math.floor(plot.width / (isTwoLines ? ROOM / 2 : ROOM))),
        values: (_plot, splits) => splits.map((index) => places[index] ?? ''),
      },
      {
        ...axis,
        size: 62,
        grid: { stroke: color('line'), width: 1 },
        ...(steps && { incrs: steps }),
        values: (_plot, splits) => splits.map((value) => format(value)),
      },
    ],
    series: [
      {
        label: placeName,
        value: (_plot, index) => (index === null ? '' : (places[index] ?? '').replace('\n', ' / ')),
      },
      ...series.map(({ label, kind, tone }): uPlot.Series => {
        const stroke = color(tone)
        return {
          label,
          stroke,
          value: (_plot, value) => (value === null || value === undefined ? '–' : format(value)),
          ...(kind === 'bars'
            ? {
                fill: stroke,
                width: 0,
                points: { show: false },
                paths: uPlot.paths.bars?.({ size: [0.66, 34] }),
              }
            : { width: 2, spanGaps: false, points: { size: 5, fill: stroke } }),
          ...(kind === 'dashed' && { dash: [6, 4] }),
        }
      }),
    ],
  }
}

/** Pixels that the name of a place takes. */
const ROOM = 78

/** As many places are named as there is room for, evenly, counted back from the newest. */
function ticksOf(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(2, most)))
  return Array.from({ length: count }, (_, index) => index).filter(
    (index) => (count - 1 - index) % step === 0,
  )
}
