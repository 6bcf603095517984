<?php
/**
 * Stands before MediaWiki in PHP's own server, as a cache stands before a real wiki: what load.php
 * lets everybody keep for good, because its address names its version, is kept in a folder that
 * all wikis of one MediaWiki tree and with the same settings share.
 */

$dir = getenv( 'SESSION_GUARD_WIKI_LOAD' );
if ( !isset( $_GET['version'] ) || parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) !== '/load.php' ) {
	// As if there were no router.
	return false;
}
$settings = getenv( 'SESSION_GUARD_WIKI_DIR' ) . '/Settings.php';
$file = "$dir/" . hash( 'sha256', $_SERVER['QUERY_STRING'] . ( is_file( $settings ) ? file_get_contents( $settings ) : '' ) );
if ( is_file( $file ) ) {
	[ $headers, $body ] = unserialize( file_get_contents( $file ) );
	array_map( 'header', $headers );
	echo $body;
	return true;
}
ob_start( static function ( $body ) use ( $file ) {
	$headers = headers_list();
	if (
		http_response_code() === 200 &&
		preg_grep( '/^Cache-Control: public, max-age=2592000\b/i', $headers ) &&
		!preg_grep( '/^(Content-Encoding|Set-Cookie):/i', $headers ) &&
		// Each wiki has its own address.
		!str_contains( $body, '127.0.0.1:' )
	) {
		$partial = $file . '.' . getmypid();
		file_put_contents( $partial, serialize( [ preg_grep( '/^(Content-Type|ETag|Cache-Control|SourceMap):/i', $headers ), $body ] ) );
		rename( $partial, $file );
	}
	return $body;
} );
require $_SERVER['DOCUMENT_ROOT'] . '/load.php';
