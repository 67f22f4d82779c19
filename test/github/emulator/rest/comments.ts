import * as acts from "../acts/discuss.ts";
import { renderComment } from "../render/threads.ts";
import { created, done, type Handler, ok, page, repositoryOf } from "./call.ts";
import { threadOf } from "./issues.ts";

export const listComments: Handler = (call) => {
  const repository = repositoryOf(call);
  const { number } = threadOf(call);
  const { since } = call.query;
  const found = [...repository.comments.values()]
    .filter(({ thread }) => thread === number)
    .filter(({ updatedAt }) => since === undefined || updatedAt.toMillis() >= Date.parse(since));
  return page(call, found, (comment) => renderComment(call.world, repository, comment));
};

export const createComment: Handler = (call) => {
  const repository = repositoryOf(call);
  const { body } = call.body as { body: string };
  return created(
    renderComment(call.world, repository, acts.comment(call.world, repository, threadOf(call).number, body, call.by)),
  );
};

export const updateComment: Handler = (call) => {
  const repository = repositoryOf(call);
  const { body } = call.body as { body: string };
  const id = Number(call.params.comment_id);
  return ok(renderComment(call.world, repository, acts.editComment(call.world, repository, id, body, call.by)));
};

export const deleteComment: Handler = (call) => {
  acts.deleteComment(call.world, repositoryOf(call), Number(call.params.comment_id), call.by);
  return done();
};
