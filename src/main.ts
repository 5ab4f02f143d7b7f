#!/usr/bin/env node
const NEEDED = 24

// Checked before anything else is loaded: what follows would fail with words that help nobody.
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(
    `Otvet needs Node ${NEEDED} or newer, this is ${process.versions.node}. ` +
      'Start it with `npm start` or `npm run otvet -- <command>`: npm runs it on the Node it installed.\n',
  )
  process.exitCode = 2
} else {
  const { runProgram } = await import('./commands/program.ts')
  await runProgram(process.argv)
}
