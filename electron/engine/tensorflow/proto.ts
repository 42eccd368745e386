import { createRequire } from 'node:module'

/** The part of tfjs-node's generated protocol buffer classes that writing a graph needs. The C++ classes have more. */
interface AttrValue {
  setType(v: number): void
  setI(v: number): void
  setF(v: number): void
  setB(v: boolean): void
  setS(v: Uint8Array): void
  setShape(v: TensorShape): void
  setTensor(v: Tensor): void
  setList(v: ListValue): void
}
interface ListValue {
  setIList(v: readonly number[]): void
}
interface TensorShape {
  addDim(v: Dim): void
}
interface Dim {
  setSize(v: number): void
}
interface Tensor {
  setDtype(v: number): void
  setTensorShape(v: TensorShape): void
  setTensorContent(v: Uint8Array): void
}
interface NodeDef {
  setName(v: string): void
  setOp(v: string): void
  setInputList(v: readonly string[]): void
  getAttrMap(): { set(key: string, value: AttrValue): void }
}
interface GraphDef {
  addNode(v: NodeDef): void
  setVersions(v: VersionDef): void
}
interface VersionDef {
  setProducer(v: number): void
}
interface MetaInfoDef {
  setTagsList(v: readonly string[]): void
}
interface MetaGraphDef {
  setMetaInfoDef(v: MetaInfoDef): void
  setGraphDef(v: GraphDef): void
}
interface SavedModel {
  setSavedModelSchemaVersion(v: number): void
  addMetaGraphs(v: MetaGraphDef): void
  serializeBinary(): Uint8Array
}
export interface Proto {
  AttrValue: { new (): AttrValue; ListValue: new () => ListValue }
  TensorShape: { new (): TensorShape; Dim: new () => Dim }
  Tensor: new () => Tensor
  NodeDef: new () => NodeDef
  GraphDef: new () => GraphDef
  VersionDef: new () => VersionDef
  MetaGraphDef: { new (): MetaGraphDef; MetaInfoDef: new () => MetaInfoDef }
  SavedModel: new () => SavedModel
}

let loaded: Proto | undefined

/** The classes, loaded when first asked for. The generated file puts them on the global `proto`, not on its exports. */
export function proto(): Proto {
  if (!loaded) {
    createRequire(__filename)('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js')
    loaded = (globalThis as unknown as { proto: { tensorflow: Proto } }).proto.tensorflow
  }
  return loaded
}
