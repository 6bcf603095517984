export async function reliability( stage ) { return { title: 'reliability', how: [], figures: [] }; }
