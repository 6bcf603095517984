export async function memory( stage ) { return { title: 'memory', how: [], figures: [] }; }
