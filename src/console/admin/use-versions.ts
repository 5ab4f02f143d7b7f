import { useInfiniteQuery } from '@tanstack/react-query'
import type { promptVersionsQuery } from '../api/prompts.ts'

/** The pages that are loaded as one list. */
export function useVersions(query: ReturnType<typeof promptVersionsQuery>) {
  const list = useInfiniteQuery(query)
  return { list, versions: list.data?.pages.flatMap((page) => page.versions) ?? [] }
}
