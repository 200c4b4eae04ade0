// Builds the page: one file, everything in it, the same bytes from the same lock file.
//   node build.mjs FILE

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'

const here = new URL('src/', import.meta.url)
const source = name => readFileSync(new URL(name, here), 'utf8')
const TARGET = ['chrome100', 'firefox104', 'safari15.4']

const { outputFiles: [bundle] } = await build({
  absWorkingDir: here.pathname,
  entryPoints: ['main.js'],
  bundle: true,
  minify: true,
  format: 'iife',
  target: TARGET,
  charset: 'utf8',
  legalComments: 'none',
  write: false
})
const { code: style } = await transform(source('style.css'), { loader: 'css', minify: true, target: TARGET })
const script = bundle.text.trim().replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--')

const page = source('index.html')
  .replace('/* style */', () => style.trim())
  .replace('/* script */', () => script)
writeFileSync(process.argv[2], page)

const sha256 = createHash('sha256').update(page).digest('hex')
const kilobytes = bytes => (bytes / 1024).toFixed(1)
console.log(`${kilobytes(Buffer.byteLength(page))} KB, ${kilobytes(gzipSync(page, { level: 9 }).length)} KB gzip, sha256 ${sha256}`)
