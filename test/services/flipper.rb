# Asks the real Flipper, over its ActiveRecord adapter, about one feature.
#   ruby flipper.rb DATABASE_URL FEATURE < ids
# prints one line of 0 and 1, one a line of input in its order, and a second line: 0 or 1 without an actor, and the state.
require "active_record"
require "flipper"
require "flipper/adapters/active_record"

Actor = Struct.new(:flipper_id)
url, name = ARGV
ActiveRecord::Base.establish_connection(url)
adapter = Flipper::Adapters::Memoizable.new(Flipper::Adapters::ActiveRecord.new)
adapter.memoize = true
feature = Flipper.new(adapter)[name]
ids = $stdin.set_encoding("UTF-8").each_line.map(&:chomp)
puts ids.map { |id| feature.enabled?(Actor.new(id)) ? 1 : 0 }.join
puts "#{feature.enabled? ? 1 : 0} #{feature.state}"
