import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Petrol: the one accent. Greens, ambers and reds stay free to mean something. */
const petrol: MantineColorsTuple = [
  '#eef6f7',
  '#dceaed',
  '#b7d5db',
  '#8fbfc8',
  '#66a8b4',
  '#43909e',
  '#2b7885',
  '#1b5e6b',
  '#154c57',
  '#0f3a43',
]
const gray: MantineColorsTuple = [
  '#fafaf9',
  '#f4f5f4',
  '#e9ebea',
  '#dfe2e0',
  '#cdd2cf',
  '#a7afac',
  '#667075',
  '#525b60',
  '#353c40',
  '#1b2023',
]
const dark: MantineColorsTuple = [
  '#e6eaeb',
  '#b4bdc0',
  '#96a1a5',
  '#6f7a7e',
  '#3a4144',
  '#2b3133',
  '#222728',
  '#191c1d',
  '#141617',
  '#0e1011',
]

// Families an agent's machine already has: Chinese Windows and macOS first, nothing to download.
const sans =
  'Inter, "Segoe UI Variable Text", "Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

export const theme = createTheme({
  colors: { petrol, gray, dark },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  fontFamily: sans,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.35' },
  headings: {
    fontFamily: sans,
    fontWeight: '620',
    sizes: { h1: { fontSize: '22px' }, h2: { fontSize: '17px' }, h3: { fontSize: '14px' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, fz: 'xs' } },
    Modal: {
      styles: { title: { fontSize: 16, fontWeight: 620 } },
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 }, radius: 'lg' },
    },
    InputWrapper: { styles: { label: { marginBottom: 4 } } },
    Badge: { defaultProps: { tt: 'none', fw: 600, radius: 'sm' } },
    Button: { defaultProps: { size: 'sm' } },
  },
})
