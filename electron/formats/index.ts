import type { ExportFormat } from '#shared/contract/export'
import type { Format } from './format'
import { onnx } from './onnx'
import { pytorch } from './pytorch'
import { safetensors } from './safetensorsExport'
import { savedmodel } from './savedmodel'

/** The forms in which a network is taken away. */
export const formats: Readonly<Record<ExportFormat, Format>> = { safetensors, pytorch, onnx, savedmodel }
