"""A message, and what becomes of it; a topic."""

from wtforms import HiddenField

from community.discussion.rules.words import LONGEST, LONGEST_TOPIC
from community.kernel import forms
from community.kernel.files import DOCUMENTS
from community.kernel.ids import new_id


class MessageForm(forms.Form):
    """A message. `klien_id` is the name of this one message: the form sent twice is one message."""

    klien_id = HiddenField()
    balas = HiddenField()
    text = forms.long_text("Pesan", most=LONGEST, required=False)
    files = forms.UploadsField("Lampiran", kinds=DOCUMENTS, description="Paling banyak 5: gambar, PDF, Word, Excel.")

    @property
    def key(self) -> str:
        return self.klien_id.data or new_id()


class EditForm(forms.Form):
    text = forms.long_text("Pesan", most=LONGEST, required=False)
    based_on = HiddenField()

    @property
    def edition(self) -> int:
        said = self.based_on.data or ""
        return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


class DeleteForm(forms.Form):
    reason = forms.text("Alasan", most=300, required=False)


class TopicForm(forms.Form):
    kunci = HiddenField(default=new_id)
    topic = forms.text("Topik", most=LONGEST_TOPIC, required="Tulis topiknya, misalnya Alat peraga pecahan.")

    @property
    def key(self) -> str:
        return (self.kunci.data or "")[:40] or new_id()
