"""The one Django application; its rooms are packages, its tables are named ``xiangli_<noun>``."""

from django.apps import AppConfig


class XiangliConfig(AppConfig):
    name = "xiangli"
    label = "xiangli"
    verbose_name = "乡里"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what the rooms declared: job handlers, the recurring sweeps, connection set-up."""
        from xiangli.site import wiring  # models must be loaded before handlers are named

        wiring.connect()
