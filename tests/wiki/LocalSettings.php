<?php
/**
 * Settings of the test wiki. Nothing of an instance stands in here: its folder and its address
 * come by the environment, so that a fresh wiki is a copy of a folder.
 */

$wikiDir = getenv( 'SESSION_GUARD_WIKI_DIR' );

$wgSitename = 'Looking-Glass Wiki';
$wgServer = getenv( 'SESSION_GUARD_WIKI_SERVER' );
$wgFavicon = '/resources/assets/mediawiki.png';
$wgLogos = [ '1x' => '/resources/assets/mediawiki.png' ];
$wgScriptPath = '';
$wgResourceBasePath = '';
$wgLanguageCode = 'en';
$wgSecretKey = str_repeat( 'no secret at all', 4 );
$wgUpgradeKey = 'no secret at all';
$wgAuthenticationTokenVersion = '1';

$wgDBtype = 'sqlite';
$wgDBname = 'wiki';
$wgSQLiteDataDir = $wikiDir;
$sqlite = static fn ( $name ) => [
	'type' => 'sqlite',
	'dbname' => $name,
	'tablePrefix' => '',
	'variables' => [ 'synchronous' => 'OFF' ],
	'dbDirectory' => $wikiDir,
	'trxMode' => 'IMMEDIATE',
	'flags' => 0,
];
$wgObjectCaches[CACHE_DB] = [
	'class' => SqlBagOStuff::class,
	'loggroup' => 'SQLBagOStuff',
	'server' => $sqlite( 'wikicache' ),
];
$wgJobTypeConf['default'] = [
	'class' => JobQueueDB::class,
	'claimTTL' => 3600,
	'server' => $sqlite( 'wiki_jobqueue' ),
];
$wgMainCacheType = $wgSessionCacheType = $wgParserCacheType = CACHE_DB;
$wgCacheDirectory = "$wikiDir/cache";
$wgLocalisationCacheConf['store'] = 'array';
$wgJobRunRate = 0;
$wgUploadDirectory = "$wikiDir/images";
$wgEnableUploads = true;

$wgEnableEmail = false;
$wgPingback = false;
$wgAllowUserJs = true;
$wgAllowUserCss = true;
$wgAllowSiteCSSOnRestrictedPages = true;
$wgRateLimits = [];
$wgPasswordAttemptThrottle = [];
// There is nothing to guard, and hundreds of logins.
$wgPasswordConfig['pbkdf2']['cost'] = '1';
$wgResourceLoaderEnableJSProfiler = true;
$wgShowExceptionDetails = true;

$wgDefaultSkin = 'vector-2022';
$wgVectorNightMode['logged_in'] = true;
$wgMinervaNightMode['loggedin'] = true;
$wgMonoBookResponsive = true;
foreach ( [ 'MinervaNeue', 'MonoBook', 'Timeless', 'Vector' ] as $skin ) {
	if ( is_file( "$IP/skins/$skin/skin.json" ) ) {
		wfLoadSkin( $skin );
	}
}
$wgVisualEditorShowBetaWelcome = false;
$wgDefaultUserOptions['visualeditor-enable'] = 1;
$extensions = [ 'Gadgets', 'CodeEditor', 'WikiEditor', 'VisualEditor', 'Linter', 'DiscussionTools', 'Echo' ];

// What one instance has of its own: it may take extensions away, too.
if ( is_file( "$wikiDir/Settings.php" ) ) {
	require "$wikiDir/Settings.php";
}
foreach ( $extensions as $extension ) {
	if ( is_file( "$IP/extensions/$extension/extension.json" ) ) {
		wfLoadExtension( $extension );
	}
}
if ( PHP_SAPI !== 'cli' ) {
	// Whoever waits for this wiki knows it by that.
	header( 'SessionGuard-Wiki: ' . basename( $wikiDir ) );
}
