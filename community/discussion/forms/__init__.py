"""What people type in a room. The services judge again."""

from community.discussion.forms.messages import DeleteForm, EditForm, MessageForm, TopicForm
from community.discussion.forms.showing import show

__all__ = ["DeleteForm", "EditForm", "MessageForm", "TopicForm", "show"]
