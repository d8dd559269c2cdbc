package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.stats.InfoText;
import io.haloom.stats.InfoValues;
import io.haloom.stats.ProcessInfo;
import java.util.List;

/** {@code show info [typed|json|desc|float]*}. */
final class ShowInfo implements Command {
  private final ProcessInfo info;

  ShowInfo(ProcessInfo info) {
    this.info = info;
  }

  @Override
  public Reply run(Request request) {
    List<String> words = request.words();
    InfoValues values = info.values(words.contains("float"));
    boolean descriptions = words.contains("desc");
    return Reply.data(
        switch (Form.lastOf(words)) {
          case PLAIN -> InfoText.plain(values, descriptions);
          case TYPED -> InfoText.typed(values, descriptions);
          case JSON -> InfoText.json(values);
        });
  }
}
