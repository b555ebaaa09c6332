"""What people type into accounts' pages."""

from community.accounts.forms.notices import DeviceForm, NoticesForm
from community.accounts.forms.people import (
    AppointForm,
    ChangePasswordForm,
    CodeForm,
    EmailForm,
    EndForm,
    EraseByWordForm,
    EraseForm,
    FirstOperatorForm,
    IssueCodeForm,
    NewPasswordForm,
    OwnDataForm,
    PersonForm,
    RegionsForm,
    RegisterForm,
    SchoolsForm,
    SignInForm,
)

__all__ = [
    "AppointForm",
    "ChangePasswordForm",
    "CodeForm",
    "DeviceForm",
    "EmailForm",
    "EndForm",
    "EraseByWordForm",
    "EraseForm",
    "FirstOperatorForm",
    "IssueCodeForm",
    "NewPasswordForm",
    "NoticesForm",
    "OwnDataForm",
    "PersonForm",
    "RegionsForm",
    "RegisterForm",
    "SchoolsForm",
    "SignInForm",
]
