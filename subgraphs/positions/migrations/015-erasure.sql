-- What devices of somebody who is erased said of themselves can be forgotten.

grant delete on positions.region_events, positions.raw_messages to trekker_positions_consumer;
