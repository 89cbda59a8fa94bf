"""All settings, from the environment alone. docs/guides/operate.md explains each of them."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from quartier import __version__
from quartier.base import logs
from quartier.config import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
PACKAGE = BASE_DIR / "quartier"

try:
    # Where this installation keeps its data: database, secret, uploaded files.
    VAR = Path(env.text("QUARTIER_DATA", str(BASE_DIR / "var"))).absolute()
    # Who was erased, without saying who: outside of the database, so that a restored backup brings nobody back.
    ERASURES = Path(env.text("ERASURE_LEDGER", str(VAR / "erasures.jsonl"))).absolute()
    # Where assets and static files are built.
    BUILD = Path(env.text("QUARTIER_BUILD", str(BASE_DIR / "build"))).absolute()
    VAR.mkdir(mode=0o700, parents=True, exist_ok=True)  # addresses and keys: nobody else on this machine reads them
    SECRET_KEY = env.secret_key(VAR)
    DEBUG = env.flag("DEBUG")
    BEHIND_PROXY = env.flag("BEHIND_PROXY")
    # The public address, used in mails and feeds, never taken from a request.
    BASE_URL = env.text("BASE_URL", f"http://127.0.0.1:{env.number('PORT', 8000)}").rstrip("/")
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
    DATABASES = {"default": env.database(env.text("DATABASE_URL"), VAR)}
    REDIS_URL = env.text("REDIS_URL")
    # Room for public pages in front of Django, per process; 0 renders every page anew.
    PAGE_CACHE_BYTES = env.number("PAGE_CACHE_MB", 16) * 1024 * 1024
    SMTP_HOST = env.text("SMTP_HOST")
    LOGGING = logs.configuration(
        env.choice("LOG_FORMAT", "text", {"text", "json"}),
        env.choice("LOG_LEVEL", "INFO", {"DEBUG", "INFO", "WARNING", "ERROR"}),
    )
    # Who may read /metrics; nobody while it is empty.
    METRICS_TOKEN = env.text("METRICS_TOKEN")
    # Below so much free disk, /readyz says that this process should get no requests.
    MIN_FREE_MB = env.number("MIN_FREE_MB", 100)
    # Whether the server asks the links of the catalogue from time to time if they still answer.
    LINK_CHECK = env.flag("LINK_CHECK", True)
    # A server whose pictures lie behind the maps. Unless set, no page asks anybody else for anything.
    MAP_TILES_URL = env.text("MAP_TILES_URL")
    MAP_TILES_ATTRIBUTION = env.text("MAP_TILES_ATTRIBUTION")
    MAP_TILES_HOST = env.tiles(MAP_TILES_URL, MAP_TILES_ATTRIBUTION)
except env.SettingError as error:
    raise ImproperlyConfigured(str(error)) from error

VERSION = __version__
HTTPS = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []

INSTALLED_APPS = [
    "quartier.portal",
    "quartier.methods",
    "quartier.conferences",
    "quartier.quarters",
    "quartier.accounts",
    "quartier.journal",
    "quartier.files",
    "quartier.search",
    "quartier.jobs",
    "quartier.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
]

MIDDLEWARE = [
    "quartier.base.requests.observe",
    *(["quartier.base.middleware.believe_proxy"] if BEHIND_PROXY else []),
    "quartier.base.middleware.forget_broken_cookies",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "quartier.accounts.middleware.keep_private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "quartier.base.middleware.refuse_broken_input",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "quartier.base.ratelimit.TooManyMiddleware",
]

ROOT_URLCONF = "quartier.config.urls"
WSGI_APPLICATION = "quartier.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "quartier.ui.context.page",
            ],
            "builtins": [
                "quartier.ui.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
FORM_RENDERER = "quartier.ui.forms.Renderer"

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "quartier.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {
    "login": "quartier.accounts.forms.sign_in.PasswordLoginForm",
    "signup": "quartier.accounts.forms.sign_in.NewAccountForm",
    "request_login_code": "quartier.accounts.forms.sign_in.AskForCodeForm",
    "confirm_login_code": "quartier.accounts.forms.sign_in.LoginCodeForm",
    "confirm_email_verification_code": "quartier.accounts.forms.sign_in.EmailCodeForm",
    "confirm_password_reset_code": "quartier.accounts.forms.sign_in.ResetCodeForm",
    "add_email": "quartier.accounts.forms.sign_in.NewAddressForm",
    "set_password": "quartier.accounts.forms.sign_in.FirstPasswordForm",
    "change_password": "quartier.accounts.forms.sign_in.OtherPasswordForm",
    "reset_password": "quartier.accounts.forms.sign_in.LostPasswordForm",
    "reset_password_from_key": "quartier.accounts.forms.sign_in.NewPasswordForm",
    "reauthenticate": "quartier.accounts.forms.sign_in.PasswordAgainForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60  # seconds; three minutes are too few
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True  # never _CHANGE: it shows who has an account already
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True  # one address per account
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before the address changes
# An unknown address gets a mail too: nobody waits for a code that never comes, and asking is the same work.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
MFA_FORMS = {
    "authenticate": "quartier.accounts.forms.sign_in.RecoveryCodeForm",
    "reauthenticate": "quartier.accounts.forms.sign_in.RecoveryCodeAgainForm",
    "add_webauthn": "quartier.accounts.forms.sign_in.NewPasskeyForm",
    "edit_webauthn": "quartier.accounts.forms.sign_in.PasskeyNameForm",
}
MFA_ADAPTER = "quartier.accounts.adapter.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True

# Headers
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "quartier.ui.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([MAP_TILES_HOST] if MAP_TILES_HOST else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# Language and time. German is the source language of every text: docs/adr/0005-german-is-the-source-language.md
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "static"
STATICFILES_DIRS = [BUILD / "assets"]
MEDIA_ROOT = VAR / "files"
STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"},
}
if env.text("S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.text("S3_BUCKET"),
            "endpoint_url": env.text("S3_ENDPOINT") or None,
            "access_key": env.text("S3_ACCESS_KEY"),
            "secret_key": env.text("S3_SECRET_KEY"),
            "querystring_auth": True,
        },
    }

# Cache: rate limits live here, so all processes have to share it. Room for many: who fills it would be forgotten.
CACHES = {
    "default": (
        {"BACKEND": "quartier.base.cache.ForgivingRedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {
            "BACKEND": "quartier.base.countingcache.CountingDatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    )
}

# Mail
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = SMTP_HOST
EMAIL_PORT = env.number("SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("SMTP_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "quartier@localhost")


DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Messages use the tones of the components.
MESSAGE_TAGS = {40: "danger"}
