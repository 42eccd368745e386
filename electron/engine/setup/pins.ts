/** The addon's name in every engine. */
export const bindingFile = 'tfjs_binding.node'

/** The TensorFlow that the engine is made from. */
export const engineVersion = '2.21.0'

/** What an engine is made for: the processor alone, or an NVIDIA card too. Both can train on the processor. */
export type EngineKind = 'cpu' | 'gpu'

/** A wanted file of a wheel: its name there, where it goes in the engine's folder, and its length in bytes. */
interface Member {
  readonly from: string
  readonly to: string
  readonly bytes: number
}

/** A wheel, which is a zip, on the Python package index. Its file name says project, version, Python and platform. */
export interface Wheel {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  /** What stays in the engine's folder. */
  readonly keep: readonly Member[]
  /** What is needed only while the binding is compiled, by its name in the wheel. */
  readonly build: readonly string[]
}

/** How an engine is made for one platform, architecture and kind. */
export interface Pin {
  readonly kind: EngineKind
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly wheels: readonly Wheel[]
  readonly toolchain: 'gnu' | 'apple' | 'microsoft'
  /** Where the binding goes in the engine's folder: beside the libraries, so that one binary serves every engine of this version and system. */
  readonly binding: string
  /** What the binding is linked with: files of `keep` by where they went, or files of `build`. */
  readonly link: readonly string[]
  /** Kept libraries that may lose their symbol tables; it saves a quarter of their length. */
  readonly strip: readonly string[]
  /** Bytes that must be free at the fullest moment: wheels (one of them twice, pip copies it), libraries, and the largest one stripped. */
  readonly space: number
}

/** TensorFlow's headers that the binding includes, directly or not. */
const headers = [
  ...['c_api', 'c_api_macros', 'eager/c_api', 'tf_attrtype', 'tf_buffer', 'tf_datatype', 'tf_status', 'tf_tensor', 'tf_tstring']
    .map(name => `tensorflow/c/${name}`),
  ...['tensorflow/core', 'tsl'].flatMap(root => [`${root}/platform/ctstring`, `${root}/platform/ctstring_internal`]),
  'xla/tsl/c/tsl_status',
].map(name => `tensorflow/include/${name}.h`)

/** The licence texts that go where the libraries go. */
const licences: readonly Member[] = [
  { from: 'tensorflow/include/LICENSE', to: 'LICENSE', bytes: 11_361 },
  { from: 'tensorflow/THIRD_PARTY_NOTICES.txt', to: 'THIRD_PARTY_NOTICES.txt', bytes: 466_978 },
]

const flat = (name: string, bytes: number): Member => ({ from: `tensorflow/${name}`, to: name, bytes })
const inPlace = (name: string, bytes: number): Member => ({ from: name, to: name, bytes })
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']

const linuxX64: Pin = {
  kind: 'cpu', platform: 'linux', arch: 'x64', toolchain: 'gnu',
  wheels: [{
    file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl', bytes: 273_829_956,
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    keep: [flat('libtensorflow_cc.so.2', 788_086_608), flat('libtensorflow_framework.so.2', 65_222_328), ...licences],
    build: headers,
  }],
  binding: bindingFile, link: libraries, strip: libraries, space: 1_800_000_000,
}

/** Written from the wheel's contents; not run. */
const linuxArm64: Pin = {
  kind: 'cpu', platform: 'linux', arch: 'arm64', toolchain: 'gnu',
  wheels: [{
    file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl', bytes: 281_828_020,
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    keep: [flat('libtensorflow_cc.so.2', 814_885_544), flat('libtensorflow_framework.so.2', 68_176_664), ...licences],
    build: headers,
  }],
  binding: bindingFile, link: libraries, strip: libraries, space: 1_900_000_000,
}

/** Written from the wheel's contents; not run. Nothing is stripped: that would break the signatures of the libraries. */
const macArm64: Pin = {
  kind: 'cpu', platform: 'darwin', arch: 'arm64', toolchain: 'apple',
  wheels: [{
    file: 'tensorflow-2.21.0-cp311-cp311-macosx_12_0_arm64.whl', bytes: 223_405_849,
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    keep: [flat('libtensorflow_cc.2.dylib', 691_352_648), flat('libtensorflow_framework.2.dylib', 49_452_976), ...licences],
    build: headers,
  }],
  binding: bindingFile, link: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'], strip: [], space: 1_100_000_000,
}

/** Written from the wheel's contents; not run. The C interface is in the library that Python loads, so python311.dll must lie beside it. */
const windowsX64: Pin = {
  kind: 'cpu', platform: 'win32', arch: 'x64', toolchain: 'microsoft',
  wheels: [{
    file: 'tensorflow-2.21.0-cp311-cp311-win_amd64.whl', bytes: 350_834_005,
    sha256: '0064a19bdc054a4b7c5e7e21cdf50ce38a114c2bada578b4f5267a37410f6784',
    keep: [
      { from: 'tensorflow/python/_pywrap_tensorflow_common.dll', to: '_pywrap_tensorflow_common.dll', bytes: 1_056_612_352 },
      ...licences,
    ],
    build: [...headers, 'tensorflow/python/_pywrap_tensorflow_common.dll.if.lib'],
  }],
  binding: bindingFile, link: ['tensorflow/python/_pywrap_tensorflow_common.dll.if.lib'], strip: [], space: 1_600_000_000,
}

/** An NVIDIA wheel whose libraries keep their places, because the libraries find each other by them. */
const nvidia = (file: string, bytes: number, sha256: string, folder: string, files: Readonly<Record<string, number>>): Wheel => ({
  file, bytes, sha256, build: [],
  keep: Object.entries(files).map(([name, length]) => inPlace(`nvidia/${folder}/${name}`, length)),
})

/**
 * The NVIDIA libraries that this TensorFlow asks for with [and-cuda], as it lays them out: its libraries look for them at
 * $ORIGIN/../nvidia/<folder>/lib. All of CUDA is of release 12.9 update 1; cuDNN 9.10.2 is the newest that still serves cards
 * before Turing; NCCL is the oldest that TensorFlow allows. Left out: what nothing loads (headers, static and multi-card libraries).
 */
const cuda: readonly Wheel[] = [
  nvidia('nvidia_cublas_cu12-12.9.1.4-py3-none-manylinux_2_27_x86_64.whl', 581_242_350,
    '453611eb21a7c1f2c2156ed9f3a45b691deda0440ec550860290dc901af5b4c2', 'cublas',
    { 'lib/libcublas.so.12': 105_140_976, 'lib/libcublasLt.so.12': 749_205_904 }),
  nvidia('nvidia_cuda_cupti_cu12-12.9.79-py3-none-manylinux_2_25_x86_64.whl', 10_814_997,
    '096bcf334f13e1984ba36685ad4c1d6347db214de03dbb6eebb237b41d9d934f', 'cuda_cupti',
    { 'lib/libcupti.so.12': 7_604_800 }),
  nvidia('nvidia_cuda_nvcc_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl', 40_546_229,
    '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0', 'cuda_nvcc',
    { 'bin/ptxas': 34_931_056, 'nvvm/libdevice/libdevice.10.bc': 486_168 }),
  nvidia('nvidia_cuda_nvrtc_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl', 89_568_129,
    '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4', 'cuda_nvrtc',
    { 'lib/libnvrtc.so.12': 106_244_480, 'lib/libnvrtc-builtins.so.12.9': 7_202_760 }),
  nvidia('nvidia_cuda_runtime_cu12-12.9.79-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl', 3_493_179,
    '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3', 'cuda_runtime',
    { 'lib/libcudart.so.12': 741_088 }),
  nvidia('nvidia_cudnn_cu12-9.10.2.21-py3-none-manylinux_2_27_x86_64.whl', 706_758_467,
    '949452be657fa16687d0930933f032835951ef0892b37d2d53824d1a84dc97a8', 'cudnn', {
      'lib/libcudnn.so.9': 125_136, 'lib/libcudnn_adv.so.9': 285_226_600, 'lib/libcudnn_cnn.so.9': 6_301_096,
      'lib/libcudnn_engines_precompiled.so.9': 547_383_096, 'lib/libcudnn_engines_runtime_compiled.so.9': 23_094_328,
      'lib/libcudnn_graph.so.9': 4_439_912, 'lib/libcudnn_heuristic.so.9': 58_726_712, 'lib/libcudnn_ops.so.9': 127_936_080,
    }),
  nvidia('nvidia_cufft_cu12-11.4.1.4-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl', 200_877_592,
    'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28', 'cufft',
    { 'lib/libcufft.so.11': 291_507_928 }),
  nvidia('nvidia_curand_cu12-10.3.10.19-py3-none-manylinux_2_27_x86_64.whl', 68_295_626,
    '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e', 'curand',
    { 'lib/libcurand.so.10': 166_965_432 }),
  nvidia('nvidia_cusolver_cu12-11.7.5.82-py3-none-manylinux_2_27_x86_64.whl', 338_117_415,
    '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88', 'cusolver',
    { 'lib/libcusolver.so.11': 302_024_152 }),
  nvidia('nvidia_cusparse_cu12-12.5.10.65-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl', 366_465_088,
    '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78', 'cusparse',
    { 'lib/libcusparse.so.12': 486_556_368 }),
  nvidia('nvidia_nccl_cu12-2.27.7-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl', 322_546_339,
    'de5ba5562f08029a19cb1cd659404b18411ed0d6c90ac5f52f30bf99ad5809aa', 'nccl',
    { 'lib/libnccl.so.2': 430_126_192 }),
  nvidia('nvidia_nvjitlink_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl', 39_748_338,
    'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9', 'nvjitlink',
    { 'lib/libnvJitLink.so.12': 95_935_344 }),
]

const linuxX64Gpu: Pin = {
  kind: 'gpu', platform: 'linux', arch: 'x64', toolchain: 'gnu',
  wheels: [
    {
      file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl', bytes: 572_440_367,
      sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
      keep: [
        inPlace('tensorflow/libtensorflow_cc.so.2', 1_096_372_272), inPlace('tensorflow/libtensorflow_framework.so.2', 162_648_808),
        ...licences,
      ],
      build: headers,
    },
    ...cuda,
  ],
  binding: `tensorflow/${bindingFile}`, link: libraries.map(name => `tensorflow/${name}`), strip: libraries.map(name => `tensorflow/${name}`), space: 10_000_000_000,
}

/** Every engine that can be made; where no row fits, there is none. */
export const pins: readonly Pin[] = [linuxX64, linuxX64Gpu, linuxArm64, macArm64, windowsX64]
