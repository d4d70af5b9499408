-- Names of devices of somebody who is erased can be taken out of answers of imports.
grant update on positions.track_imports to trekker_positions_consumer;
