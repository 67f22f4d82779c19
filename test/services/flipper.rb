# The real Flipper over its ActiveRecord adapter, asked line by line. Each line of input is a JSON object, each line of
# output its answer:
#   { url, feature, ids, cached } -> { bits: one 0 or 1 an id, keyless, state }
#   { url, script, env, now, cached } -> { printed, complained, status }: a script run as a Rails runner would run it
# `cached` puts Flipper's cache adapter between, whose entries live as many seconds.
require "active_record"
require "active_support/cache"
require "flipper"
require "flipper/adapters/active_record"
require "flipper/adapters/active_support_cache_store"
require "json"
require "stringio"
require "time"

Actor = Struct.new(:flipper_id)
caches = Hash.new { |all, seconds| all[seconds] = ActiveSupport::Cache::MemoryStore.new }
adapter = lambda do |asked|
  plain = Flipper::Adapters::ActiveRecord.new
  seconds = asked["cached"]
  seconds ? Flipper::Adapters::ActiveSupportCacheStore.new(plain, caches[seconds], expires_in: seconds) : plain
end

# A script is told the time by the clock; here the clock is told.
module ToldTime
  def now(...) = $now || super
end
Time.singleton_class.prepend(ToldTime)

def evaluate(feature, ids)
  feature.adapter.memoize = true
  { bits: ids.map { |id| feature.enabled?(Actor.new(id)) ? 1 : 0 }.join, keyless: feature.enabled?, state: feature.state }
end

def run(script, env, now)
  out, err, before = StringIO.new, StringIO.new, ENV.to_h
  $now = Time.iso8601(now)
  ENV.update(env)
  $stdout, $stderr = out, err
  status = 0
  begin
    load script, true
  rescue SystemExit => error
    status = error.status
  end
  { printed: out.string, complained: err.string, status: status }
ensure
  $stdout, $stderr, $now = STDOUT, STDERR, nil
  ENV.replace(before)
end

connected = nil
$stdin.set_encoding("UTF-8").each_line do |line|
  asked = JSON.parse(line)
  ActiveRecord::Base.establish_connection(connected = asked["url"]) unless connected == asked["url"]
  flipper = Flipper.new(Flipper::Adapters::Memoizable.new(adapter.(asked)))
  Flipper.instance = Flipper.new(adapter.(asked))
  answer = asked["script"] ? run(asked["script"], asked["env"], asked["now"]) : evaluate(flipper[asked["feature"]], asked["ids"])
  STDOUT.puts JSON.generate(answer)
  STDOUT.flush
end
