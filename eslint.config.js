import js from '@eslint/js'
import boundaries from 'eslint-plugin-boundaries'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

/** The rooms of the house (docs/house.md): who may use whom. A room that is not named here uses only its own. */
const rooms = {
  // Pure TypeScript. Inside, arrows go from left to right in this order.
  'shared/base': [],
  'shared/ops': ['shared/base'],
  'shared/layers': ['shared/base', 'shared/ops'],
  'shared/graph': ['shared/base', 'shared/ops', 'shared/layers'],
  'shared/presets': ['shared/base', 'shared/ops', 'shared/layers', 'shared/graph'],
  'shared/trainings': ['shared/base', 'shared/ops', 'shared/layers', 'shared/graph', 'shared/presets', 'shared/plan', 'shared/augment'],
  'shared/plan': ['shared/base', 'shared/ops', 'shared/layers', 'shared/graph', 'shared/augment'],
  'shared/augment': ['shared/base'],
  'shared/metrics': ['shared/base'],
  'shared/code': ['shared/base', 'shared/ops', 'shared/layers', 'shared/graph'],
  'shared/contract': ['shared/base', 'shared/graph', 'shared/plan', 'shared/metrics'],
  // All that runs in Node.
  'electron/files': ['shared'],
  'electron/formats': ['shared', 'electron/files', 'electron/engine'],
  'electron/images': ['shared', 'electron/files'],
  'electron/datasets': ['shared', 'electron/files', 'electron/images', 'electron/transport'],
  // Where engines lie and how they are had; reading a place in the person's data folder is all it wants of the others.
  'electron/engine/setup': ['shared', 'electron/files'],
  'electron/engine/tensorflow': ['shared', 'electron/engine'],
  'electron/engine/reference': ['shared', 'electron/engine'],
  'electron/engine': ['shared'],
  'electron/runs': ['shared', 'electron/files', 'electron/formats', 'electron/engine'],
  'electron/transport': ['shared'],
  'electron/installer': ['shared', 'electron/files', 'electron/engine', 'electron/transport'],
  'electron/trainer': ['shared', 'electron'],
  'electron/studio': ['shared', 'electron'],
  'electron/terminal': ['shared', 'electron'],
  'electron/server': ['shared', 'electron'],
  'electron/main': ['shared', 'electron'],
  'electron/preload': ['shared'],
  // All that runs in the window. `ui` knows nothing of networks; places meet in the stores alone.
  'renderer/styles': [],
  'renderer/locale': ['shared/base'],
  'renderer/composables': ['shared/base'],
  'renderer/connection': ['shared'],
  'renderer/ui': ['shared/base', 'renderer/locale', 'renderer/composables'],
  'renderer/stores': ['shared', 'renderer/locale', 'renderer/composables', 'renderer/connection'],
  'renderer/commands': ['shared', 'renderer/locale', 'renderer/composables', 'renderer/stores'],
  ...Object.fromEntries(
    ['data', 'model', 'train', 'evaluate', 'try', 'export', 'settings'].map((place) => [
      `renderer/places/${place}`,
      ['shared', 'renderer/place', 'renderer/ui', 'renderer/locale', 'renderer/composables', 'renderer/stores', 'renderer/commands'],
    ]),
  ),
  // How every place is laid out.
  'renderer/place': ['shared', 'renderer/ui', 'renderer/locale', 'renderer/composables', 'renderer/stores'],
  'renderer/shell': ['shared', 'renderer'],
  renderer: ['shared'],
}

const inside = (room) => Object.keys(rooms).filter((other) => other === room || other.startsWith(`${room}/`))

/** Packages that only these rooms may touch. */
const guarded = {
  electron: ['electron/main', 'electron/preload'],
  '@tensorflow/tfjs-node-gpu': ['electron/engine/tensorflow'],
  '@tensorflow/tfjs-core': ['electron/engine/reference'],
  '@tensorflow/tfjs-backend-cpu': ['electron/engine/reference'],
}
const keptFrom = (allowed) =>
  Object.entries(guarded)
    .filter(([, rooms]) => !rooms.includes(allowed))
    .map(([name, rooms]) => ({ name, message: `Only ${rooms.join(' and ')} may use it.` }))

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'runs/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { globals: { process: 'readonly', console: 'readonly', performance: 'readonly', URL: 'readonly', Buffer: 'readonly' } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  ...vue.configs['flat/essential'].map((config) => ({ ...config, files: ['renderer/**/*.vue', 'test/renderer/**/*.vue'] })),
  {
    files: ['renderer/**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: { 'vue/multi-word-component-names': 'off' },
  },
  // Vitest reads in a fixture's parameter which others it wants, be it none.
  { files: ['test/e2e/**/*.ts'], rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] } },
  // The type check knows the window's globals.
  { files: ['renderer/**/*.{ts,vue}', 'test/renderer/**/*.ts'], rules: { 'no-undef': 'off' } },
  {
    files: ['**/*.cjs', 'build/node-pre-gyp/*.js'],
    languageOptions: { globals: { require: 'readonly', module: 'readonly', exports: 'writable', __dirname: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['shared/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.{ts,vue}'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { project: ['shared/tsconfig.json', 'electron/tsconfig.json', 'renderer/tsconfig.json'], noWarnOnMultipleProjects: true } },
      // The deeper room first: electron/engine/setup before electron/engine.
      'boundaries/elements': Object.keys(rooms)
        .sort((a, b) => b.length - a.length)
        .map((room) => ({ type: room, pattern: room })),
    },
    rules: {
      'boundaries/no-unknown-dependencies': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: Object.entries(rooms).map(([room, may]) => ({
            from: { element: { type: room } },
            allow: [room, ...may].flatMap(inside).map((type) => ({ to: { element: { type } } })),
          })),
        },
      ],
    },
  },
  { files: ['shared/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.{ts,vue}'], rules: { 'no-restricted-imports': ['error', { paths: keptFrom(undefined) }] } },
  ...[...new Set(Object.values(guarded).flat())].map((room) => ({
    files: [`${room}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { paths: keptFrom(room) }] },
  })),
)
