type Category = { id: string; parent: string | undefined; name: string }

/** The tree of a catalogue. A product's category is its own name, with its parent's where two bear the same. */
export class Categories {
  private readonly byId = new Map<string, Category>()
  private readonly idsOfName = new Map<string, Set<string>>()

  add(category: Category): void {
    if (category.id === '' || category.name === '') return
    this.byId.set(category.id, category)
    const ids = this.idsOfName.get(category.name) ?? new Set()
    this.idsOfName.set(category.name, ids.add(category.id))
  }

  nameOf(id: string | undefined): string | undefined {
    const category = id === undefined ? undefined : this.byId.get(id)
    if (!category) return undefined
    const isAlone = (this.idsOfName.get(category.name)?.size ?? 0) < 2
    const parent = category.parent === undefined ? undefined : this.byId.get(category.parent)
    return isAlone || !parent ? category.name : `${parent.name} / ${category.name}`
  }
}
