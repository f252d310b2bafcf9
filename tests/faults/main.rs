//! Acts that are disturbed at their system calls: whatever stops, all of it stands or nothing, what
//! belongs to the person stays, and the next command says what happened and goes on.
//!
//! Needs `strace`, and is therefore asked for by name: `cargo test --test faults`. It tries a sample;
//! `QMS_FAULTS_SEED=n` draws another, `QMS_FAULTS=all` tries every point,
//! `QMS_FAULTS=n` so many of each act.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests start the program, read and write the files that it works on, and say what was tried"
)]

mod judge;
#[allow(
    dead_code,
    reason = "the service of the other tests; not all of it is needed here"
)]
#[path = "../it/sandbox.rs"]
mod sandbox;
mod scene;
mod state;
mod strace;

macro_rules! scenes {
    ($($name:ident),+ $(,)?) => {
        $(#[test]
        fn $name() {
            judge::try_points(stringify!($name), &scene::$name());
        })+
    };
}

scenes!(
    ack,
    actor_role,
    approve,
    archive,
    close,
    destroy,
    edit,
    hold,
    hook_install,
    indicator_set,
    init,
    list_to_file,
    man_to_folder,
    new_file,
    new_reserved,
    pre_receive,
    register,
    report_publish,
    report_to_file,
    revise,
    settle,
    smac_close,
    smac_open,
    snapshot_create,
    snapshot_export,
    validate,
    withdraw,
);

#[test]
fn on_a_disk_without_room_an_act_a_draft_and_a_snapshot_stand_or_fall() {
    judge::on_a_small_disk("approve", &scene::approve());
    judge::on_a_small_disk("new_file", &scene::new_file());
    judge::on_a_small_disk("snapshot_create", &scene::snapshot_create());
}
