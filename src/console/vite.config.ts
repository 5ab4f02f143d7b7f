import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Modules of the first load. */
const firstLoad = new Set<string>()

export default defineConfig({
  root: here('.'),
  plugins: [react(), findFirstLoad()],
  build: {
    outDir: here('../../dist/console'),
    emptyOutDir: true,
    target: 'es2023',
    // No data: addresses, so that the policy needs no exceptions for scripts or fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { main: here('index.html'), sw: here('service-worker.ts') },
      // A worker rules the folder it comes from: this one the whole console, under a name that stays.
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: [{ name: 'first', test: (id) => firstLoad.has(id) }] },
      },
    },
    // What counts is the first load after compression; a browser test and the bench hold it to 350 kB.
    chunkSizeWarningLimit: 1400,
  },
  server: { proxy: { '/api': process.env.API_ORIGIN ?? 'http://localhost:3000' } },
})

// Of a library that names all its parts in one file, what the first load uses is not known by its imports.
const CATALOGUES = /\/(?:@mantine\/core|@tabler\/icons-react)\//

/**
 * What the page imports before it shows anything is one file: cut up by who else uses it, it would be eighty, and
 * together several kilobytes larger.
 */
function findFirstLoad(): Plugin {
  return {
    name: 'first-load',
    buildEnd() {
      const walk = (id: string) => {
        if (firstLoad.has(id) || CATALOGUES.test(id)) return
        firstLoad.add(id)
        for (const next of this.getModuleInfo(id)?.importedIds ?? []) walk(next)
      }
      walk(here('main.tsx'))
    },
  }
}
