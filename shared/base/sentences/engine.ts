import type { Wording } from '../wording'

/** Problems of the engine: getting, building, loading and running TensorFlow. */
export const engineSentences = {
  engineMissing: (d: { folder: string }) => ({
    sentence: `There is no engine to train with on this computer yet; it would be in ${d.folder}.`,
    hint: 'Set one up with: npm run engine',
  }),
  engineIncomplete: (d: { folder: string; fault: Wording }) => ({
    sentence: `The folder that VGG_STUDIO_ENGINE names, ${d.folder}, holds no whole engine: ${d.fault}.`,
    hint: 'Name the folder of a whole engine, or unset VGG_STUDIO_ENGINE to use the installed one (npm run engine).',
  }),
  gpuEngineMissing: (d: { card: string }) => ({
    sentence: `${d.card} is there, but no engine for it is installed.`,
    hint: 'Install it (about 3.3 GB to download) with: npm run engine -- --gpu',
  }),
  gpuEngineNotNamed: (d: { folder: string }) => ({
    sentence: `The engine that VGG_STUDIO_ENGINE names, ${d.folder}, is made for the processor and cannot use a GPU.`,
    hint: 'Unset VGG_STUDIO_ENGINE and install a GPU engine with: npm run engine -- --gpu',
  }),
  gpuMissing: (d: { reason: Wording }) => ({
    sentence: `No GPU can be used: ${d.reason}.`,
    hint: 'Train on the processor with --device cpu or auto; what was found is shown by: npm run engine -- --doctor',
  }),
  platformUnsupported: (d: { system: Wording; kind: 'cpu' | 'gpu'; offers: readonly Wording[] }) => ({
    sentence: d.kind === 'gpu' ? `There is no GPU engine for ${d.system}.` : `There is no engine for ${d.system}.`,
    hint: `It exists for ${d.offers.join(', ')}. On a computer of one of these kinds, check that Node itself is made for it: node -p process.arch`,
  }),
  muslUnsupported: (d: { system: string }) => ({
    sentence: `${d.system} has no glibc, the C library that TensorFlow needs.`,
    hint: 'Use a distribution with glibc 2.27 or newer, such as Debian, Ubuntu or Fedora; in a container, an image that is not Alpine.',
  }),
  glibcTooOld: (d: { have: string; need: string }) => ({
    sentence: `The C library of this system, glibc ${d.have}, is older than the ${d.need} that TensorFlow needs.`,
    hint: 'Use a newer release of the system, such as Debian 10, Ubuntu 18.04 or later.',
  }),
  pythonMissing: (d: { fix: Wording }) => ({
    sentence: 'Python, with which TensorFlow is downloaded, was not found.',
    hint: d.fix,
  }),
  pipMissing: (d: { python: string; fix: Wording }) => ({
    sentence: `Python is there (${d.python}), but without pip, with which TensorFlow is downloaded.`,
    hint: d.fix,
  }),
  pythonLibraryMissing: (d: { fix: Wording }) => ({
    sentence: 'Python 3.11, whose library python311.dll TensorFlow needs on Windows, was not found.',
    hint: d.fix,
  }),
  compilerMissing: (d: { fix: Wording }) => ({
    sentence: 'A C++ compiler, with which the engine is connected to Node, was not found.',
    hint: d.fix,
  }),
  packageMissing: (d: { name: string }) => ({
    sentence: `The package ${d.name}, from which the engine is built, is not installed.`,
    hint: 'Install the packages of the program with: npm install',
  }),
  diskTooFull: (d: { folder: string; need: string; free: string }) => ({
    sentence: `The engine needs ${d.need} of free space in ${d.folder} while it is set up, and only ${d.free} are free.`,
    hint: 'Make room there, or point XDG_DATA_HOME (on Windows LOCALAPPDATA) to a disk with more.',
  }),
  diskFilledUp: (d: { folder: string }) => ({
    sentence: `The disk that holds ${d.folder} filled up while the engine was set up; nothing half-made was left in its place.`,
    hint: 'Make room and run it again: npm run engine',
  }),
  folderNotWritable: (d: { folder: string; reason: Wording }) => ({
    sentence: `The engine cannot be written to ${d.folder}: ${d.reason}.`,
    hint: 'Give yourself the right to write there, or point XDG_DATA_HOME (on Windows LOCALAPPDATA) to a folder of yours.',
  }),
  networkUnreachable: (d: { reason: Wording }) => ({
    sentence: `TensorFlow could not be downloaded, because the Python package index was not reached: ${d.reason}.`,
    hint: 'Check the connection and, behind a proxy, HTTPS_PROXY or pip\'s own settings; then run it again: npm run engine',
  }),
  wheelNotOffered: (d: { wheel: string }) => ({
    sentence: `The Python package index that pip asks does not offer ${d.wheel}.`,
    hint: 'If pip is set to a mirror (pip config list), use one that has it, or the public index.',
  }),
  downloadFailed: (d: { wheel: string; reason: Wording }) => ({
    sentence: `pip could not download ${d.wheel}: ${d.reason}.`,
    hint: 'Run it again: npm run engine',
  }),
  wheelDiffers: (d: { wheel: string; expected: string; got: string }) => ({
    sentence: `What was downloaded as ${d.wheel} is not the file it should be: its SHA-256 begins with ${d.got}, not ${d.expected}.`,
    hint: 'It was removed; run it again: npm run engine. If it happens again, a proxy or mirror on the way changes files.',
  }),
  compileFailed: (d: { compiler: string; reason: Wording }) => ({
    sentence: `The part that connects the engine to Node could not be compiled by ${d.compiler}: ${d.reason}.`,
    hint: 'A compiler for C++17 is needed, such as GCC 8, Clang 7 or newer; when it is there, run it again: npm run engine',
  }),
  bindingDoesNotLoad: (d: { reason: Wording }) => ({
    sentence: `The engine was built, but it does not run here: ${d.reason}.`,
    hint: 'See what was found on this computer with: npm run engine -- --doctor',
  }),
  setupStopped: (d: { folder: string }) => ({
    sentence: `The set-up was stopped; nothing half-made was left in ${d.folder}.`,
    hint: 'What was downloaded whole is kept; go on with: npm run engine',
  }),
  gpuNotUsable: () => ({
    sentence: 'The driver shows a GPU, but TensorFlow cannot compute on it.',
    hint: 'See npm run studio -- doctor for the driver and the card, or train with --device cpu.',
  }),
  engineNotLoaded: (d: { folder: string; reason: Wording }) => ({
    sentence: `The engine in ${d.folder} cannot be loaded: ${d.reason}.`,
    hint: 'See what is wrong with npm run engine -- --doctor, or set it up again with npm run engine -- --force.',
  }),
  engineInUse: () => ({
    sentence: 'A network is being trained, perhaps by this engine.',
    hint: 'Stop or finish the run, then remove the engine.',
  }),
  engineSetUpBusy: () => ({
    sentence: 'An engine is being set up already.',
    hint: 'Wait until it is ready, or give it up.',
  }),
  engineSourcesMissing: () => ({
    sentence: 'This app is packed without what an engine is built from.',
    hint: "Set it up from the program's source with npm run engine -- --gpu; this app finds it then.",
  }),
  installerDied: (d: { how: Wording }) => ({
    sentence: `The process that set the engine up ended (${d.how}); no half-made engine is left.`,
    hint: 'What was downloaded whole is kept: get it again.',
  }),
  setupWordUnknown: (d: { word: string }) => ({
    sentence: `The engine's set-up does not know ${d.word}.`,
    hint: 'See what it knows with: npm run engine -- --help',
  }),
}
