//! What every store must do, run against each of them. A database that joins adds a module with its
//! way to make an empty store, and nothing else.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

mod accounts;
mod alike;
mod log;

/// One test per case and store. A case left out of the list is dead code, which the lints report.
macro_rules! contract {
    ($($area:ident: $($case:ident)*;)*) => {
        mod memory {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $case() {
                    crate::$area::$case(store::Store::memory()).await;
                }
            )*)*
        }

        mod sqlite {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $case() {
                    let folder = tempfile::tempdir().unwrap();
                    crate::$area::$case(store::Store::open(folder.path()).unwrap()).await;
                }
            )*)*
        }
    };
}

contract! {
    log:
        an_empty_log_has_nothing
        rows_come_back_as_they_were_written
        a_stream_is_read_in_pages
        a_writer_behind_or_ahead_is_refused
        a_command_is_done_once_in_a_stream
        a_repeated_command_is_told_before_a_taken_position
        one_append_carries_several_commands
        rows_are_found_by_their_kinds
        streams_are_appended_to_together_or_not_at_all
        a_stream_named_twice_goes_on
        an_append_without_rows_only_checks
        what_was_refused_can_be_tried_again
        of_many_writers_at_one_position_one_wins
        writers_at_the_same_time_all_get_through
        nobody_sees_half_an_append;
    accounts:
        only_one_first_person
        people_are_found_by_id_and_address
        an_address_belongs_to_one_person
        people_change
        unknown_people_are_refused
        a_session_lasts_until_it_expires
        sessions_end
        a_disabled_person_has_no_way_in
        api_tokens_act_as_their_person
        an_invite_is_taken_once
        an_invite_survives_a_failed_taking
        an_invite_is_taken_by_one_of_many
        invites_expire_and_are_withdrawn
        an_erased_person_leaves_nothing
        settings_are_kept
        import_mappings_are_kept_per_product
        what_somebody_has_read_is_kept_as_long_as_they_are
        what_has_expired_is_removed;
}
