/**
 * @return the address of this page without what follows the hash, so that going there loads it anew
 */
export function thisPage(): string {
	return location.href.replace( /#.*/, '' );
}
