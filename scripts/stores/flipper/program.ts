/**
 * The Ruby half of a script, after the block of data it calls `plan`: no id and no flag is in it. It looks behind
 * caches, changes a flag only where that is as expected, in one transaction, and prints what runs afterwards; so a
 * second run changes nothing. Works with Flipper 0.25 and later.
 */
export const program = String.raw`
require "digest"
require "set"
require "time"

# Behind a cache stands the adapter that knows.
store = Flipper.adapter
while (inner = store.instance_variable_get(:@adapter)) do store = inner end

digest = ->(name, id) { Digest::SHA256.hexdigest("#{name}\u0000#{id}")[0, 16] }

look = lambda do |name|
  raw = store.get(Flipper[name])
  foreign = raw[:groups].to_a.map { |group| ["groups", group.to_s] }.sort
  foreign << ["percentage_of_time", raw[:percentage_of_time].to_s] unless [nil, 0.0].include?(raw[:percentage_of_time]&.to_s&.to_f)
  foreign << ["expression", ""] unless raw[:expression].nil?
  { exists: store.features.include?(name), boolean: raw[:boolean]&.to_s, percent: raw[:percentage_of_actors]&.to_s,
    actors: raw[:actors].to_a.to_h { |id| [digest.(name, id.to_s), id.to_s] }, foreign: foreign }
end

everyone = ->(seen) { ["true", "1"].include?(seen[:boolean]) }
number = ->(text) { text.nil? ? 0.0 : (text.match?(/\A\d+(\.\d+)?\z/) ? text.to_f : nil) }
percent = ->(seen) { (share = number.(seen[:percent])) && share >= 100 ? plan["everyActor"] : share }
shows = lambda do |seen, state|
  next everyone.(seen) if state["percent"] == 100
  !everyone.(seen) && percent.(seen) == state["percent"].to_f && seen[:actors].keys.sort == state["actors"].sort
end
reached = ->(seen, to) { to.nil? ? !seen[:exists] : seen[:exists] && seen[:foreign].empty? && shows.(seen, to) }

change = lambda do |name, before, to, people|
  next Flipper.remove(name) if to.nil?
  next Flipper.enable(name) if to["percent"] == 100
  Flipper.add(name)
  Flipper.disable(name) if everyone.(before)
  now = look.(name)
  lower = to["percent"] <= (percent.(now) || 100)
  Flipper.enable_percentage_of_actors(name, to["percent"]) if lower
  (now[:actors].keys - to["actors"]).each { |one| Flipper.disable_actor(name, Flipper::Actor.new(now[:actors][one])) }
  (to["actors"] - now[:actors].keys).each { |one| Flipper.enable_actor(name, Flipper::Actor.new(people.fetch(one))) }
  Flipper.enable_percentage_of_actors(name, to["percent"]) unless lower
end

# Taking the boolean gate away, or the flag, would take away what is not ours, too: only to show it to nobody.
spoils = lambda do |before, to|
  next false if before[:foreign].empty?
  to.nil? || to["percent"] == 100 || (everyone.(before) && (to["percent"] > 0 || to["actors"].any?))
end

now = Time.now.utc
late = now > Time.iso8601(plan["until"])
ids = ENV.fetch(plan["actorsFrom"], "").dup.force_encoding("UTF-8").split("\n").map { |id| id.delete_suffix("\r") }

attempt = lambda do |name, from, to, earlier|
  before = look.(name)
  people = ids.to_h { |id| [digest.(name, id), id] }.merge(before[:actors])
  next "unchanged" if reached.(before, to)
  next "late" if late
  expected = from.nil? ? { "percent" => 0, "actors" => [], "foreign" => [] } : from
  ours = [expected, *earlier.select { |one| one["start"] }.map { |one| one["state"] }].any? { |state| shows.(before, state) }
  next "conflict" unless ours && before[:foreign] == expected["foreign"]
  next "foreign" if spoils.(before, to)
  next "ids-missing" unless to.nil? || to["percent"] == 100 || (to["actors"] - people.keys).empty?
  change.(name, before, to, people)
  after = look.(name)
  next "written" if reached.(after, to)
  next "foreign" if !to.nil? && shows.(after, to)
  raise "#{name} is not as written"
end

whole = defined?(ActiveRecord::Base) ? ActiveRecord::Base.method(:transaction) : ->(&block) { block.call }
results = {}
flags = {}
plan["flags"].each do |flag|
  name = flag["key"]
  if flag.key?("to")
    begin
      results[name] = whole.call { attempt.(name, flag["from"], flag["to"], flag["earlier"]) }
    rescue StandardError => error
      # The message may repeat an id; its kind does not.
      results[name] = "failed: #{error.class}"
    end
  end
  done = ["written", "unchanged"].include?(results[name])
  seen = look.(name)
  past = flag.fetch("earlier", []).reverse.find { |one| shows.(seen, one["state"]) }
  # Known to run from now on: how long a stage must be watched counts from here, not from when this was written.
  record = done ? flag["record"] : past && past["record"]
  record = record ? record.merge("flaghoist.at" => now.iso8601(3)) : flag["known"]
  record = nil if done && flag["to"].nil?
  flags[name] = { exists: seen[:exists], boolean: seen[:boolean], percent: seen[:percent], actors: seen[:actors].keys.sort,
                  foreign: seen[:foreign], applied: record }
end
puts JSON.generate({ version: 1, script: plan["id"], commit: plan["commit"], at: now.iso8601, results: results,
                     flags: flags, features: store.features.to_a.map(&:to_s).sort })
exit 3 unless (results.values - ["written", "unchanged"]).empty?
`;
