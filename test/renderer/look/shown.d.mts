import type { Page } from 'playwright'

export const views: Readonly<Record<string, string>>
export function openLook(): Promise<{ readonly address: string; close(): Promise<void> }>
export function show(page: Page, address: string, name: string, theme: 'light' | 'dark', language?: 'en' | 'zh-CN'): Promise<void>
