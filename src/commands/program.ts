import { Command, CommanderError, Option } from 'commander'
import { LANGUAGES, ROLES } from '../http/contracts/common.ts'
import { SCOPES } from '../http/contracts/people.ts'
import { TRANSFER_FORMATS, TRANSFER_KINDS } from '../http/contracts/transfer.ts'
import type { EmbedCalibrateOptions, EmbedSwitchOptions } from './embed.ts'
import type { ExportOptions, ImportOptions } from './knowledge.ts'
import type { TokenCreateOptions, UserAddOptions, UserShopsOptions } from './people.ts'
import { type Options, runCommand, runInApp } from './run-command.ts'
import type { ShopAddOptions, ShopKeyOptions } from './shop.ts'
import type { StopOptions } from './stop.ts'
import type { SyncOptions } from './sync.ts'
import { VERSION } from './version.ts'

/**
 * Runs the command line, loading only what the command needs; sets the exit code: 0 done, 1 failed, 2 wrong usage or
 * configuration.
 */
export async function runProgram(argv: string[]): Promise<void> {
  try {
    await buildProgram().parseAsync(argv)
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    process.exitCode = error.exitCode === 0 ? 0 : 2
  }
}

function buildProgram(): Command {
  const program = new Command('otvet')
    .description('The reply desk of an Ozon shop. Settings come from the environment: see .env.example.')
    .version(VERSION)
    .exitOverride()

  command(program, 'serve', 'Run web and worker in one process')
    .option('--no-worker', 'web only; run `otvet worker` elsewhere on the same PostgreSQL')
    .action((options: Options & { worker: boolean }) =>
      runCommand(options, async (context) => (await import('./serve.ts')).serve(context, options)),
    )
  command(program, 'worker', 'Run the worker alone').action((options: Options) =>
    runCommand(options, async (context) => (await import('./work.ts')).work(context)),
  )
  command(program, 'demo', 'Run with the demo shop and the sandbox marketplace').action((options: Options) =>
    runCommand(options, async (context) =>
      (await import('./serve.ts')).serve(
        { ...context, env: { ...context.env, DEMO: 'on' } },
        { worker: true },
      ),
    ),
  )
  command(program, 'migrate', 'Bring the database up to date').action((options: Options) =>
    runInApp(options, async ({ migrated }) => ({
      json: { applied: migrated },
      text: migrated === 0 ? 'The database is up to date.' : `Applied ${migrated} migrations.`,
    })),
  )
  command(program, 'doctor', 'Check everything and say what to do').action((options: Options) =>
    runCommand(options, async (context) => (await import('./doctor.ts')).doctor(context)),
  )
  stopCommands(program)
  knowledgeCommands(program)
  embedCommands(program)
  shopCommands(program)
  peopleCommands(program)
  return program
}

function knowledgeCommands(program: Command): void {
  const what = () =>
    new Option('--what <what>', 'what to move').choices([...TRANSFER_KINDS]).default('entries')
  const format = () =>
    new Option('--format <format>', 'when the name does not tell').choices([...TRANSFER_FORMATS])
  command(program, 'import', 'Write knowledge entries or products from a file; all or nothing')
    .requiredOption('--file <path>', 'a .xlsx, .csv, .jsonl or .yml file; - is stdin')
    .addOption(what())
    .addOption(format())
    .option('--shop <shop>', 'id or Client-Id, when there are several shops')
    .option('--dry-run', 'only tell what would change')
    .option('--skip-rejected', 'write the good rows though others are rejected')
    .action((options: Options & ImportOptions) =>
      runInApp(options, async (app) => (await import('./knowledge.ts')).importFile(app, options)),
    )
  command(program, 'export', 'Write knowledge entries or products to a file')
    .option('--file <path>', 'a .xlsx, .csv, .jsonl or .yml file; stdout without')
    .addOption(what())
    .addOption(format())
    .addOption(new Option('--language <language>', 'of column names').choices([...LANGUAGES]).default('ru'))
    .option('--shop <shop>', 'id or Client-Id, when there are several shops')
    .action((options: Options & ExportOptions) =>
      runInApp(options, async (app) => (await import('./knowledge.ts')).exportFile(app, options)),
    )
}

function stopCommands(program: Command): void {
  const of = 'id or Client-Id; without, the whole installation'
  command(program, 'stop', 'Stop everything that leaves by itself, at once')
    .option('--shop <shop>', of)
    .option('--reason <words>', 'why; everybody sees it')
    .action((options: Options & StopOptions) =>
      runInApp(options, async (app) => (await import('./stop.ts')).throwStop(app, true, options)),
    )
  command(program, 'resume', 'Let drafts leave by themselves again; what was stopped is not sent')
    .option('--shop <shop>', of)
    .option('--reason <words>', 'why')
    .action((options: Options & StopOptions) =>
      runInApp(options, async (app) => (await import('./stop.ts')).throwStop(app, false, options)),
    )
}

function embedCommands(program: Command): void {
  const embed = program.command('embed').description('Embedding models and their spaces').exitOverride()
  command(embed, 'status', 'Which space is live, and how far a switch is').action((options: Options) =>
    runInApp(options, async (app) => (await import('./embed.ts')).embedStatus(app)),
  )
  command(embed, 'switch', 'Embed everything with the model that the settings name, then search with it')
    .option('--to <space>', 'another space instead, e.g. the earlier one')
    .action((options: Options & EmbedSwitchOptions) =>
      runInApp(options, async (app) => (await import('./embed.ts')).embedSwitch(app, options)),
    )
  command(embed, 'calibrate', 'Judge the candidates of a space by weights fitted for it')
    .argument('[file]', 'of `npm run eval -- calibrate --write <file>`')
    .option('--reset <space>', 'back to the shipped weights instead')
    .action((file: string | undefined, options: Options & EmbedCalibrateOptions) =>
      runInApp(options, async (app) => (await import('./embed.ts')).embedCalibrate(app, file, options)),
    )
}

function shopCommands(program: Command): void {
  command(program, 'sync', 'Read the whole catalogue of a shop from the marketplace')
    .argument('<shop>', 'id or Client-Id')
    .option('--status', 'only tell how the last reading went')
    .option('--cancel', 'end the reading under way')
    .action((wanted: string, options: Options & SyncOptions) =>
      runInApp(options, async (app) => (await import('./sync.ts')).syncShop(app, wanted, options)),
    )
  const shop = program.command('shop').description('Shops').exitOverride()
  command(shop, 'add', 'Connect a shop; prints its webhook address')
    .requiredOption('--client-id <digits>', 'Client-Id from the cabinet')
    .option('--api-key-stdin', 'read the key from stdin')
    .option('--api-key <key>', 'the key; it stays in the shell history, better use stdin or OZON_API_KEY')
    .option('--api-base <url>', 'API address, when it is not the marketplace itself: a sandbox or a proxy')
    .option('--name <name>', 'how the shop is called in the console')
    .option('--network <cidr...>', 'networks that pushes may come from')
    .action((options: Options & ShopAddOptions) =>
      runInApp(options, async (app) => (await import('./shop.ts')).shopAdd(app, options)),
    )
  command(shop, 'key', 'Give a connected shop its new key; keys end after three months')
    .requiredOption('--client-id <digits>', 'Client-Id from the cabinet')
    .option('--api-key-stdin', 'read the key from stdin')
    .option('--api-key <key>', 'the key; it stays in the shell history, better use stdin or OZON_API_KEY')
    .action((options: Options & ShopKeyOptions) =>
      runInApp(options, async (app) => (await import('./shop.ts')).shopKey(app, options)),
    )
  command(shop, 'list', 'All shops with their webhook addresses').action((options: Options) =>
    runInApp(options, async (app) => (await import('./shop.ts')).shopList(app)),
  )
}

function peopleCommands(program: Command): void {
  const user = program.command('user').description('People').exitOverride()
  command(user, 'add', 'Add a person; prints a one-time password')
    .requiredOption('--login <login>', 'login')
    .option('--name <name>', 'name')
    .addOption(new Option('--role <role>', 'role').choices([...ROLES]).default('agent'))
    .option('--language <language>', 'zh, ru or en')
    .option('--shop <shop...>', 'ids or Client-Ids of the shops they may see; all without')
    .option('--password-stdin', 'read the password from stdin instead of making a one-time one')
    .action((options: Options & UserAddOptions) =>
      runInApp(options, async (app) => (await import('./people.ts')).userAdd(app, options)),
    )
  command(user, 'shops', 'Say which shops a person may see')
    .requiredOption('--login <login>', 'login')
    .option('--shop <shop...>', 'ids or Client-Ids of the only shops they may see')
    .option('--all', 'all shops, also those that are connected later')
    .action((options: Options & UserShopsOptions) =>
      runInApp(options, async (app) => (await import('./people.ts')).userShops(app, options)),
    )

  const token = program.command('token').description('API tokens').exitOverride()
  command(token, 'create', 'Make an API token for a script; prints it once')
    .requiredOption('--name <name>', 'what it is for')
    .addOption(new Option('--scope <scope...>', 'what it may do').choices([...SCOPES]).makeOptionMandatory())
    .option('--shop <shop...>', 'ids or Client-Ids of the only shops it may see')
    .option('--expires-in-days <days>', 'when it ends; never without')
    .action((options: Options & TokenCreateOptions) =>
      runInApp(options, async (app) => (await import('./people.ts')).tokenCreate(app, options)),
    )
}

function command(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option('--json', 'answer in JSON, for programs')
    .exitOverride()
}
