<?php
/**
 * Stands before MediaWiki in PHP's own server, as a cache stands before a real wiki, and keeps what
 * load.php lets everybody keep. Where the address names a version, that is for good, and for all
 * wikis of one MediaWiki tree and with the same settings, unless the wiki's own address is in it.
 * Style sheets and the start-up module name none: they are kept by the wiki itself, until a page
 * changes that they may be made of.
 */

/** Seconds for which MediaWiki itself may still give what was there before an edit. */
const SETTLING = 10;

if ( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) !== '/load.php' ) {
	// As if there were no router.
	return false;
}
$wikiDir = getenv( 'SESSION_GUARD_WIKI_DIR' );
$settings = "$wikiDir/Settings.php";
$key = $_SERVER['QUERY_STRING'] . ( is_file( $settings ) ? file_get_contents( $settings ) : '' );
$isVersioned = isset( $_GET['version'] );
$isSettled = true;
if ( !$isVersioned ) {
	$db = new PDO( "sqlite:$wikiDir/wiki.sqlite" );
	$pages = $db->query( 'SELECT COUNT(*), MAX(page_latest), MAX(page_touched) FROM page WHERE page_namespace IN (2, 8)' )->fetch( PDO::FETCH_NUM );
	$db = null;
	$isSettled = gmdate( 'YmdHis', time() - SETTLING ) > $pages[2];
	$key .= implode( ' ', $pages );
}
$own = "$wikiDir/cache/" . hash( 'sha256', $key . $_SERVER['HTTP_HOST'] );
$shared = getenv( 'SESSION_GUARD_WIKI_LOAD' ) . '/' . hash( 'sha256', $key );
foreach ( $isVersioned ? [ $shared, $own ] : [ $own ] as $file ) {
	if ( is_file( $file ) ) {
		[ $headers, $body ] = unserialize( file_get_contents( $file ) );
		array_map( 'header', $headers );
		echo $body;
		return true;
	}
}
ob_start( static function ( $body ) use ( $own, $shared, $isVersioned, $isSettled ) {
	$headers = headers_list();
	$maxAge = $isVersioned ? 2592000 : 300;
	if (
		$isSettled &&
		http_response_code() === 200 &&
		preg_grep( "/^Cache-Control: public, max-age=$maxAge\b/i", $headers ) &&
		!preg_grep( '/^(Content-Encoding|Set-Cookie):/i', $headers )
	) {
		$file = $isVersioned && !str_contains( $body, '127.0.0.1:' ) ? $shared : $own;
		$partial = $file . '.' . getmypid();
		file_put_contents( $partial, serialize( [ preg_grep( '/^(Content-Type|ETag|Cache-Control|SourceMap):/i', $headers ), $body ] ) );
		rename( $partial, $file );
	}
	return $body;
} );
require $_SERVER['DOCUMENT_ROOT'] . '/load.php';
