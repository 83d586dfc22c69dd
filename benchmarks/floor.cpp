// SPDX-License-Identifier: GPL-2.0-or-later
// What compiled code takes for the same searches: Dijkstra with a binary heap, stopped at a limit, resetting only
// what it touched. Usage: floor GRAPH.bin LIMIT...   (the file is written by work_core.write_graph)
// Like the other sides it works once for every line it reads.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using Cost = double;
using Entry = std::pair<Cost, int32_t>;

struct Graph {
    std::vector<int32_t> start, head, sources;
    std::vector<Cost> cost;
};

template <typename T> static std::vector<T> column(FILE *file, size_t size) {
    std::vector<T> values(size);
    if (std::fread(values.data(), sizeof(T), size, file) != size) {
        std::fprintf(stderr, "the graph's file is too short\n");
        std::exit(1);
    }
    return values;
}

static Graph read_graph(const char *path) {
    FILE *file = std::fopen(path, "rb");
    if (!file) {
        std::fprintf(stderr, "cannot open %s\n", path);
        std::exit(1);
    }
    const auto counts = column<int32_t>(file, 3);
    Graph graph;
    graph.start = column<int32_t>(file, counts[0] + 1);
    graph.head = column<int32_t>(file, counts[1]);
    graph.cost = column<Cost>(file, counts[1]);
    graph.sources = column<int32_t>(file, counts[2]);
    std::fclose(file);
    return graph;
}

static size_t search_all(const Graph &graph, Cost limit) {
    const Cost unreached = std::numeric_limits<Cost>::infinity();
    const auto dearer = [](const Entry &a, const Entry &b) { return a.first > b.first; };
    std::vector<Cost> cost(graph.start.size() - 1, unreached);
    std::vector<int32_t> touched;
    std::vector<Entry> heap;
    size_t reached = 0;
    for (const int32_t source : graph.sources) {
        for (const int32_t node : touched) cost[node] = unreached;
        touched.assign(1, source);
        heap.assign(1, {0.0, source});
        cost[source] = 0.0;
        while (!heap.empty()) {
            std::pop_heap(heap.begin(), heap.end(), dearer);
            const auto [here, node] = heap.back();
            heap.pop_back();
            if (here > cost[node]) continue;
            for (int32_t arc = graph.start[node]; arc < graph.start[node + 1]; ++arc) {
                const int32_t next = graph.head[arc];
                const Cost there = here + graph.cost[arc];
                if (there > limit || there >= cost[next]) continue;
                if (cost[next] == unreached) touched.push_back(next);
                cost[next] = there;
                heap.push_back({there, next});
                std::push_heap(heap.begin(), heap.end(), dearer);
            }
        }
        reached += touched.size();
    }
    return reached;
}

int main(int count, char **arguments) {
    if (count < 3) {
        std::fprintf(stderr, "usage: floor GRAPH.bin LIMIT...\n");
        return 2;
    }
    const Graph graph = read_graph(arguments[1]);
    std::printf("@@{}\n");
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        std::string ms, reached;
        double total = 0.0;
        for (int each = 2; each < count; ++each) {
            const auto begin = std::chrono::steady_clock::now();
            const size_t found = search_all(graph, std::atof(arguments[each]));
            const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
            const std::string comma = each > 2 ? ", " : "", name = "\"" + std::string(arguments[each]) + "\": ";
            ms += comma + name + std::to_string(spent.count() * 1000 / graph.sources.size());
            reached += comma + name + std::to_string(found);
            total += spent.count();
        }
        std::printf("@@{\"seconds\": %f, \"peak_mb\": 0, \"ms_per_point\": {%s}, \"reached\": {%s}, \"sources\": %zu}\n",
                    total, ms.c_str(), reached.c_str(), graph.sources.size());
        std::fflush(stdout);
    }
    return 0;
}
