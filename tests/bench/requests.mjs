export async function requests( stage ) { return { title: 'requests', how: [], figures: [] }; }
